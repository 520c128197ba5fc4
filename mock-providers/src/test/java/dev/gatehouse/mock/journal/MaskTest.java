package dev.gatehouse.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mock.exchange.Field;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
  private static String header(Mask mask, String name, String value) {
    return mask.fields(List.of(new Field(name, value))).get(0).value();
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization,Basic czNjcmV0,Basic ***",
    "authorization,bearer s3cret,bearer ***",
    "Proxy-Authorization,NTLM czNjcmV0,NTLM ***",
    "Authorization,'AWS4-HMAC-SHA256 Credential=s3cret, Signature=s3cret',AWS4-HMAC-SHA256 ***",
    "Authorization,s3cret,***",
    "Authorization,s3cret and more,***",
    "Authorization,'',***",
    "Cookie,session=s3cret,***",
    "set-cookie,session=s3cret; Path=/,***",
    "X-API-KEY,s3cret,***",
    "X-Amz-Security-Token,s3cret,***",
    "Referer,http://h/p?code=s3cret&x=1,http://h/p?code=***&x=1",
    "Content-Type,text/plain,text/plain"
  })
  void hidesHeadersThatCarrySecrets(String name, String value, String shown) {
    assertThat(header(Mask.standard(), name, value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "access_token=s3cret,access_token=***",
    "a=1&client_secret=s3cret&b=2,a=1&client_secret=***&b=2",
    "PASSWORD=s3cret,PASSWORD=***",
    "%61ccess_token=s3cret,%61ccess_token=***",
    "token=s3cret=s3cret,token=***",
    "token=a&token=s3cret,token=***&token=***",
    "X-Amz-Signature=s3cret,X-Amz-Signature=***",
    "a=1,a=1",
    "a&&b=,a&&b=",
    "%zz=1,%zz=1"
  })
  void hidesParametersThatCarrySecrets(String query, String shown) {
    assertThat(Mask.standard().query(query)).isEqualTo(shown);
  }

  @Test
  void keepsTheDifferenceBetweenAnEmptyQueryAndNone() {
    assertThat(Mask.standard().query(null)).isNull();
    assertThat(Mask.standard().query("")).isEmpty();
  }

  @Test
  void hidesWhatItIsToldBesideTheUsual() {
    Mask more = Mask.standard().and(List.of("X-Mine"), List.of("my key"));

    assertThat(header(more, "x-mine", "s3cret")).isEqualTo("***");
    assertThat(more.query("my+key=s3cret&my%20key=s3cret&password=s3cret"))
        .isEqualTo("my+key=***&my%20key=***&password=***");
    assertThat(header(Mask.standard(), "X-Mine", "shown")).isEqualTo("shown");
  }
}
