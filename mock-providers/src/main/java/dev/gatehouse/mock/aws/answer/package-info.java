/** How AWS services say no: one error, in the words and the format of each style. */
@NullMarked
package dev.gatehouse.mock.aws.answer;

import org.jspecify.annotations.NullMarked;
