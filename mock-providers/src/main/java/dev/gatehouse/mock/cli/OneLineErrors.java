package dev.gatehouse.mock.cli;

import dev.gatehouse.connection.InvalidConnectionException;
import dev.gatehouse.connection.internal.InvalidDocumentException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in a line what was wrong, and where to read more; never shows a stack trace. */
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(error.getMessage());
    UnmatchedArgumentException.printSuggestions(error, err);
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    boolean badFile =
        error instanceof InvalidDocumentException || error instanceof InvalidConnectionException;
    String message = error.getMessage();
    command.getErr().println(message == null ? error.getClass().getName() : message);
    return badFile ? ExitCode.USAGE : ExitCode.FAILED;
  }
}
