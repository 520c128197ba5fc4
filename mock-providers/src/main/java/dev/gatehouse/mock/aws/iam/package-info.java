/** Who there is in AWS: accounts, users with access keys, roles and their sessions. */
@NullMarked
package dev.gatehouse.mock.aws.iam;

import org.jspecify.annotations.NullMarked;
