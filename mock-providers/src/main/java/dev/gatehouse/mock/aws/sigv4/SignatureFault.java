package dev.gatehouse.mock.aws.sigv4;

import dev.gatehouse.connection.Secret;
import dev.gatehouse.mock.aws.answer.AwsError;
import java.time.Instant;
import java.util.Map;

/**
 * Why a request is refused, in AWS's terms; how a service says it is the affair of its style.
 *
 * @since 0.1
 */
public sealed interface SignatureFault {
  /** The journal's word for it, in lower case with hyphens. */
  String reason();

  /** What was wrong and what would have been right, without any secret. */
  String explanation();

  /** No signature at all. */
  record Missing(String explanation) implements SignatureFault {
    @Override
    public String reason() {
      return "missing-signature";
    }
  }

  /**
   * The signature cannot be read.
   *
   * @param message as AWS says it
   * @param s3 as Amazon S3 says it, which has words of its own
   */
  record Incomplete(String message, AwsError s3, String explanation) implements SignatureFault {
    /** Where Amazon S3 has no other words. */
    Incomplete(String message, String explanation) {
      this(message, AwsError.of(400, "InvalidRequest", message), explanation);
    }

    @Override
    public String reason() {
      return "incomplete-signature";
    }
  }

  /** No active key of this id, or its session token is missing or another. */
  record UnknownKey(String accessKeyId, String reason, String explanation)
      implements SignatureFault {}

  /** The session is over. */
  record ExpiredToken(String explanation) implements SignatureFault {
    @Override
    public String reason() {
      return "expired-session";
    }
  }

  /**
   * The signature is for another day, region or service.
   *
   * @param message as AWS says it
   * @param s3 as Amazon S3 says it, which has words of its own
   */
  record WrongScope(String message, AwsError s3, String explanation) implements SignatureFault {
    @Override
    public String reason() {
      return "wrong-scope";
    }
  }

  /**
   * Signed too long ago, or in the future.
   *
   * @param timestamp as sent
   * @param signedAt the same as a time
   * @param now the server's time
   * @param allowedSeconds how far the two may be apart
   */
  record Skewed(String timestamp, Instant signedAt, Instant now, long allowedSeconds)
      implements SignatureFault {
    @Override
    public String reason() {
      return "time-skewed";
    }

    @Override
    public String explanation() {
      return "the request was signed at "
          + signedAt
          + ", and the server's clock says "
          + now
          + "; at most "
          + allowedSeconds
          + " seconds may lie between. Is the client's clock wrong, or was an old signature sent"
          + " again?";
    }
  }

  /** A presigned URL of the future. */
  record PresignNotYetValid(Skewed skewed) implements SignatureFault {
    @Override
    public String reason() {
      return "presign-not-yet-valid";
    }

    @Override
    public String explanation() {
      return skewed.explanation();
    }
  }

  /**
   * A presigned URL that is over.
   *
   * @param seconds it was good for
   */
  record PresignExpired(Instant expiry, long seconds, Instant now) implements SignatureFault {
    @Override
    public String reason() {
      return "presign-expired";
    }

    @Override
    public String explanation() {
      return "the presigned URL was good until "
          + expiry
          + "; the server's clock says "
          + now
          + ". Make a new one";
    }
  }

  /**
   * A presigned URL that says wrongly how long it is good.
   *
   * @param message as AWS says it
   */
  record WrongExpires(String message, String explanation) implements SignatureFault {
    @Override
    public String reason() {
      return "wrong-expires";
    }
  }

  /**
   * A header that has to be signed is not.
   *
   * @param header its name
   */
  record Unsigned(String header, String explanation) implements SignatureFault {
    @Override
    public String reason() {
      return "unsigned-header";
    }
  }

  /** The body is not the one whose hash the request names. */
  record ContentMismatch(String claimed, String computed, String explanation)
      implements SignatureFault {
    @Override
    public String reason() {
      return "wrong-payload-hash";
    }
  }

  /**
   * The signature is another than ours.
   *
   * @param accessKeyId whose key
   * @param provided as sent
   * @param canonicalRequest ours, for whoever sent the request; it may hold secrets of theirs
   * @param maskedRequest ours, for the journal
   * @param stringToSign ours
   * @param diagnosis what the client did, if it is a known mistake
   */
  record Mismatch(
      String accessKeyId,
      String provided,
      Secret canonicalRequest,
      String maskedRequest,
      String stringToSign,
      String diagnosis)
      implements SignatureFault {
    @Override
    public String reason() {
      return "wrong-signature";
    }

    @Override
    public String explanation() {
      return "the signature is not the one this request needs: "
          + diagnosis
          + "\nCanonical request:\n"
          + maskedRequest
          + "\nString to sign:\n"
          + stringToSign;
    }
  }

  /**
   * A body in chunks, its trailer, or what the header says of it, is not as it has to be.
   *
   * @param code as Amazon S3 names it
   * @param message as Amazon S3 says it
   * @param details more elements of the error, by name
   */
  record BadChunk(ChunkCode code, String message, Map<String, String> details, String explanation)
      implements SignatureFault {
    @Override
    public String reason() {
      return "wrong-chunk";
    }
  }

  /** What Amazon S3 calls what can be wrong with a body in chunks. */
  enum ChunkCode {
    /** It ends too early or too late, or is not in the form of chunks. */
    IncompleteBody(400),
    /** A chunk is too small. */
    InvalidChunkSizeError(403),
    /** The trailer is not the one announced. */
    MalformedTrailerError(400),
    /** Its checksum is another. */
    BadDigest(400),
    /** The length without chunks is not announced. */
    MissingContentLength(411),
    /** What was announced of the trailer cannot be. */
    InvalidRequest(400),
    /** A header has a value that is none. */
    InvalidArgument(400);

    private final int status;

    ChunkCode(int status) {
      this.status = status;
    }

    /** Of the response. */
    public int status() {
      return status;
    }
  }
}
