package dev.gatehouse.mock;

import dev.gatehouse.mock.oauth2.OAuth2Provider;
import dev.gatehouse.mock.scenario.AwsCloud;
import dev.gatehouse.mock.scenario.Providers;

/** The providers of a line-up, for scenarios that come later. */
record OwnProviders(Server server, OAuth2Issuers issuers) implements Providers {
  @Override
  public OAuth2Provider issuer() {
    return issuers.find("/oauth2/default");
  }

  @Override
  public AwsCloud aws() {
    return server.router.providers().stream()
        .filter(AwsCloud.class::isInstance)
        .map(AwsCloud.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no AWS on this server: its line-up has none"));
  }
}
