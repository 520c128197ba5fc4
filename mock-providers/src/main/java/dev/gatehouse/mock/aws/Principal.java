package dev.gatehouse.mock.aws;

/**
 * Who signed a request.
 *
 * @param accountId the twelve digits of the account
 * @param arn of the user, or of the session of a role
 * @param userId the unique id: {@code AIDA...} of a user, {@code AROA...:SESSION} of a role's
 *     session
 * @since 0.1
 */
public record Principal(String accountId, String arn, String userId) {}
