/**
 * Phones that are broken on purpose (standards 4.4): each mutant bends a method or two of the program as it is built, and the proof has to
 * notice. It exists in tests alone; the product has no switch for any of this.
 */
@NullMarked
package org.sealphone.mutants;

import org.jspecify.annotations.NullMarked;
