package dev.gatehouse.mock.oauth2.internal.registration;

import dev.gatehouse.mock.oauth2.OAuth2Refusal;
import java.util.Map;

/**
 * What a client may ask for and this server does not do. Members nobody knows are ignored (RFC
 * 7591, section 2), but a client that asked for these would wait for them in vain.
 */
final class RejectUnsupported {
  private static final Map<String, String> WHY =
      Map.of(
          "jwks_uri", "this server fetches nothing; register the keys themselves by jwks",
          "sector_identifier_uri", "this server fetches nothing",
          "userinfo_signed_response_alg", "userinfo is answered in plain JSON",
          "userinfo_encrypted_response_alg", "userinfo is answered in plain JSON",
          "id_token_encrypted_response_alg", "ID tokens are signed, not encrypted",
          "request_object_encryption_alg", "request objects are signed, not encrypted",
          "introspection_signed_response_alg", "introspection is answered in plain JSON",
          "authorization_signed_response_alg", "authorization responses are not signed",
          "backchannel_logout_uri", "this server sends no requests",
          "frontchannel_logout_uri", "this server has no such page");

  private RejectUnsupported() {}

  static void check(Metadata metadata) throws OAuth2Refusal {
    for (String name : metadata.names()) {
      String why = WHY.get(name);
      if (why != null) {
        throw Metadata.invalid(name + " is not supported: " + why);
      }
    }
    if (metadata.text("subject_type").filter(type -> !type.equals("public")).isPresent()) {
      throw Metadata.invalid("subject_type is another than public, the one there is");
    }
    if (metadata.texts("request_uris").filter(uris -> !uris.isEmpty()).isPresent()) {
      throw Metadata.invalid(
          "request_uris is not supported: this server fetches nothing; push requests instead");
    }
  }
}
