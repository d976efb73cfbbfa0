/**
 * The rivals that Picsou is compared with: one-shot, all-to-all, leader-to-leader and GeoBFT's
 * dispatch (docs/protocol.md, section 11). They share frames, windows, acknowledgments and
 * retention with Picsou, and nothing that would slow them down.
 */
package io.picsou.core.baseline;
