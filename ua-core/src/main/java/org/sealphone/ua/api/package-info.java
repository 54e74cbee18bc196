/**
 * What a program that uses the phone sees: accounts in, immutable events, snapshots and ends out.
 *
 * <p>A program opens one {@code org.sealphone.ua.loop.Endpoint}, and on it a {@link org.sealphone.ua.api.Ua} for each {@link
 * org.sealphone.ua.api.Account}. It asks with the methods of {@code Ua}, on any thread, and hears on {@code ua-loop} what comes of it, as
 * {@link org.sealphone.ua.api.UaEvent}. Where it stands is a {@link org.sealphone.ua.api.UaSnapshot}, how something came out an {@link
 * org.sealphone.ua.api.End}: what peers and networks do is never an exception. docs/INTEGRATE.md shows whole programs.
 */
@NullMarked
package org.sealphone.ua.api;

import org.jspecify.annotations.NullMarked;
