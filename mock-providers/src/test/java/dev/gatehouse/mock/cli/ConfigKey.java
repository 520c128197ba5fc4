package dev.gatehouse.mock.cli;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a test that shows what keys of the configuration file do. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface ConfigKey {
  ConfigLevel level();

  String[] value();
}
