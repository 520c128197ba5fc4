/**
 * Signature Version 4 and 4A as a service verifies them (AWS documentation: "Create a signed AWS
 * API request").
 */
@NullMarked
package dev.gatehouse.mock.aws.sigv4;

import org.jspecify.annotations.NullMarked;
