/**
 * Commit proofs: how a receiver knows that the sending cluster committed an entry, whoever passed
 * it on (docs/protocol.md, section 2).
 */
package io.picsou.core.proof;
