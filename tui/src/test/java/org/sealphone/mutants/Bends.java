package org.sealphone.mutants;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which method of the product the advice in this class is woven into. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Bends {
    /** The class, by its name: many are nobody else's to see. */
    String type();

    /** The method; {@code <init>} is a constructor. */
    String method();

    /** How many arguments it takes; below zero where its name is enough. */
    int arguments() default -1;
}
