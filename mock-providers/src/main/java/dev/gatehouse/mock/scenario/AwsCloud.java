package dev.gatehouse.mock.scenario;

import dev.gatehouse.mock.aws.iam.Iam;
import dev.gatehouse.mock.aws.sts.StsProvider;
import dev.gatehouse.mock.exchange.Endpoint;
import dev.gatehouse.mock.exchange.Provider;
import dev.gatehouse.mock.exchange.ServerRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The AWS of one server: its accounts, and the Security Token Service at {@code /} and {@code
 * /sts}, and at {@code /sts/REGION} for other regions. Policies are read and services made when
 * somebody first calls, not at the start.
 *
 * @since 0.1
 */
public final class AwsCloud implements Provider {
  /** Where it is, unless a scenario says otherwise. */
  static final String REGION = "eu-central-1";

  private final InstantSource clock;
  private final Iam iam;
  private final List<Consumer<Iam>> pending = new ArrayList<>();
  private final Map<String, StsProvider> services = new HashMap<>();

  /**
   * Without accounts.
   *
   * @param clock the server's time
   */
  AwsCloud(InstantSource clock) {
    this.clock = clock;
    this.iam = new Iam(clock);
  }

  /** Everybody there is. */
  public synchronized Iam iam() {
    pending.forEach(furnishing -> furnishing.accept(iam));
    pending.clear();
    return iam;
  }

  /** Adds somebody, before the next who asks. */
  synchronized void furnish(Consumer<Iam> furnishing) {
    pending.add(furnishing);
  }

  /** The endpoint of a region's Security Token Service on a site. */
  static URI stsEndpoint(Site site, String region) {
    return site.baseUri().resolve("/sts" + (region.equals(REGION) ? "" : "/" + region));
  }

  @Override
  public String name() {
    return "sts";
  }

  @Override
  public Optional<Endpoint> endpoint(String path) {
    if (path.equals("/") || path.equals("/sts") || path.equals("/sts/")) {
      return Optional.of(endpointIn(REGION));
    }
    String region = path.startsWith("/sts/") ? path.substring("/sts/".length()) : "";
    return region.matches("[a-z0-9-]{1,40}") ? Optional.of(endpointIn(region)) : Optional.empty();
  }

  @Override
  public boolean takes(ServerRequest request) {
    return StsProvider.isCall(request);
  }

  /** What the endpoint is called when a fault is asked for on it. */
  @Override
  public String endpointName(String path) {
    return "sts";
  }

  private Endpoint endpointIn(String region) {
    return request -> service(region).endpoint("/sts").orElseThrow().answer(request);
  }

  private synchronized StsProvider service(String region) {
    return services.computeIfAbsent(region, any -> new StsProvider(region, iam(), clock));
  }

  @Override
  public synchronized void reset() {
    iam.reset();
  }
}
