/** AWS: who signs, what for, and how services answer. */
@NullMarked
package dev.gatehouse.mock.aws;

import org.jspecify.annotations.NullMarked;
