package dev.gatehouse.mock.cli;

import dev.gatehouse.mock.oauth2.OAuth2Provider;
import java.util.function.Consumer;

/**
 * One OAuth2 issuer of a configuration file.
 *
 * @param path where it stands
 * @param setup registers what the file says; tried out already
 */
record IssuerConfig(String path, Consumer<OAuth2Provider.Builder> setup) {}
