/**
 * Pure: which targets may be dialled and which algorithms a policy admits; every outgoing call passes here once.
 */
@NullMarked
package org.sealphone.ua.policy;

import org.jspecify.annotations.NullMarked;
