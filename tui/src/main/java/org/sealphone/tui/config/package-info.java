/** What the person asked for, checked before anything leaves: reason codes of the command line, secrets from files, addresses, users. */
@NullMarked
package org.sealphone.tui.config;

import org.jspecify.annotations.NullMarked;
