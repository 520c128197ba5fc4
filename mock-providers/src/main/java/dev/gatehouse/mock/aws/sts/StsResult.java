package dev.gatehouse.mock.aws.sts;

import dev.gatehouse.mock.aws.answer.Xml;

/**
 * What an action gives.
 *
 * @param content of its result element
 * @param explanation for the journal
 */
record StsResult(Xml.Content content, String explanation) {}
