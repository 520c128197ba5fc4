package dev.gatehouse.mock.http;

import org.eclipse.jetty.io.EofException;

/** Ends an exchange whose connection was cut on purpose: there is nobody left to answer. */
final class CutOffException extends EofException {
  private static final long serialVersionUID = 1;

  CutOffException() {
    super("cut off as asked for");
  }
}
