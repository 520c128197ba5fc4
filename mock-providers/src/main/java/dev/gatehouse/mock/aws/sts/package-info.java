/** The Security Token Service (AWS documentation: "AWS Security Token Service API Reference"). */
@NullMarked
package dev.gatehouse.mock.aws.sts;

import org.jspecify.annotations.NullMarked;
