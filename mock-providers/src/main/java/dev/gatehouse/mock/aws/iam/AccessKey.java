package dev.gatehouse.mock.aws.iam;

import dev.gatehouse.connection.Secret;

/**
 * A user's own key.
 *
 * @param id {@code AKIA...}
 * @param secret the secret access key
 * @since 0.1
 */
public record AccessKey(String id, Secret secret) {}
