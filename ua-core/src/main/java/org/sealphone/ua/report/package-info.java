/**
 * Pure: findings and the reason codes of this module; the writers of reports build on these values.
 */
@NullMarked
package org.sealphone.ua.report;

import org.jspecify.annotations.NullMarked;
