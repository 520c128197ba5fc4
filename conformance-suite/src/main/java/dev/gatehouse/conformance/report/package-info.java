/** A run as JSON, HTML, JUnit XML and Markdown. */
@NullMarked
package dev.gatehouse.conformance.report;

import org.jspecify.annotations.NullMarked;
