package dev.gatehouse.mock.stub;

import com.github.tomakehurst.wiremock.common.Errors;
import com.github.tomakehurst.wiremock.common.NotPermittedException;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;

/** No files: every Gatehouse starts without a stub, and leaves none behind. */
final class MappingsInMemory implements MappingsSource {
  @Override
  public void loadMappingsInto(StubMappings stubMappings) {}

  @Override
  public void save(List<StubMapping> stubMappings) {
    throw notSaved();
  }

  @Override
  public void save(StubMapping stubMapping) {
    throw notSaved();
  }

  @Override
  @SuppressWarnings("removal") // WireMock calls it still
  public void remove(StubMapping stubMapping) {}

  @Override
  public void removeAll() {}

  private static NotPermittedException notSaved() {
    return new NotPermittedException(
        Errors.single(
            403,
            "Gatehouse keeps stubs in memory only: leave out persistent() and saveMappings()"));
  }
}
