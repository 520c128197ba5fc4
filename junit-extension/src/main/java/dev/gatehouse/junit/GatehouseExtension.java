package dev.gatehouse.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link GatehouseTest} brings to a class: its parameters, its faults, and the journal of a
 * failure.
 */
final class GatehouseExtension
    implements ParameterResolver,
        BeforeEachCallback,
        BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        AfterEachCallback,
        AfterAllCallback {

  /** Constructors get what their test method gets; JUnit before 5.12 never asks. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return GatehouseParameter.isOurs(parameter);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return GatehouseParameter.resolve(parameter, context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    WhatGatehouseSaw.begin(context);
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    FaultsOfATest.ask(context);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    FaultsOfATest.end(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    WhatGatehouseSaw.attach(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    WhatGatehouseSaw.attach(context);
  }
}
