/**
 * IAM policies in AWS's JSON, and what they decide (AWS documentation: "IAM JSON policy
 * reference").
 */
@NullMarked
package dev.gatehouse.mock.aws.policy;

import org.jspecify.annotations.NullMarked;
