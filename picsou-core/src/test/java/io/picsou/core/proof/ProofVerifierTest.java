package io.picsou.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.entry.Header;
import io.picsou.core.proof.ProofVerifier.Refused;
import io.picsou.core.proof.ProofVerifier.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ProofVerifierTest {
  /** Four replicas of which one may lie: three have to sign. */
  private static final Signers SIGNERS = new Signers(4);

  private final ProofVerifier verifier = verifier(SIGNERS.cluster(7, 3));

  @Property(tries = 30)
  void everySliceOfABlockIsSoundByItself(
      @ForAll @IntRange(min = 1, max = 40) int count,
      @ForAll @IntRange(min = 0, max = 39) int from,
      @ForAll @IntRange(min = 1, max = 40) int length) {
    Frame block = Frame.of(prover().prove(Signers.entries(100, 99 + count)));
    long first = 100 + from % count;
    Frame slice = block.slice(first, Math.min(block.last(), first + length - 1));

    assertThat(verifier.verify(slice).sound()).containsExactly(slice);
    assertThat(verifier.verify(slice).refused()).isEmpty();
  }

  @Example
  void anEntryKeepsWhatItHad() {
    Entry entry = new Entry(5, new byte[] {1}, null, List.of(new Header("trace", null), header(9)));
    Entry proven = prover().prove(List.of(entry)).get(0);

    assertThat(verdict(proven)).isEqualTo(Verdict.SOUND);
    assertThat(proven.key()).isEqualTo(entry.key());
    assertThat(proven.headers()).startsWith(entry.headers().toArray(Header[]::new)).hasSize(3);
  }

  @Example
  void refusesWhatIsNotSigned() {
    assertThat(verdict(Signers.entries(1, 1).get(0))).isEqualTo(Verdict.MISSING);
  }

  @Example
  void refusesAnotherPayloadKeyOrHeader() {
    Entry good = proven(3);
    assertThat(verdict(new Entry(3, null, new byte[] {1}, good.headers())))
        .isEqualTo(Verdict.FORGED);
    assertThat(verdict(new Entry(3, new byte[] {1}, good.payload(), good.headers())))
        .isEqualTo(Verdict.FORGED);
    assertThat(verdict(new Entry(3, null, good.payload(), List.of(header(1), proofOf(good)))))
        .isEqualTo(Verdict.FORGED);
  }

  @Example
  void aProofMustBeTheLastHeader() {
    Entry good = proven(3);
    assertThat(verdict(new Entry(3, null, good.payload(), List.of(proofOf(good), header(1)))))
        .isEqualTo(Verdict.MISSING);
  }

  @Example
  void refusesAProofUnderAnotherSequence() {
    Entry good = proven(3);
    assertThat(verdict(new Entry(2, null, good.payload(), good.headers())))
        .isEqualTo(Verdict.FORGED);
    assertThat(verdict(new Entry(11, null, good.payload(), good.headers())))
        .isEqualTo(Verdict.WRONG_SEQUENCE);
  }

  @Example
  void refusesTooFewSigners() {
    assertThat(verdict(SIGNERS.prover(7, 0, 2))).isEqualTo(Verdict.FORGED);
    assertThat(verdict(SIGNERS.prover(7, 0, 2, 3))).isEqualTo(Verdict.SOUND);
  }

  @Example
  void countsStakeAndNotHeads() {
    List<Long> stakes = List.of(5L, 1L, 1L, 1L);
    SigningCluster weighted = new SigningCluster(7, SIGNERS.cluster(7, 3).keys(), stakes, 6);
    ProofVerifier byStake = verifier(weighted);
    assertThat(verdict(byStake, SIGNERS.prover(7, 1, 2, 3))).isEqualTo(Verdict.FORGED);
    assertThat(verdict(byStake, SIGNERS.prover(7, 0, 3))).isEqualTo(Verdict.SOUND);
  }

  @Example
  void refusesOneSignerCountedTwice() {
    Entry good = SIGNERS.prover(7, 0, 1).prove(Signers.entries(1, 1)).get(0);
    byte[] twice = proofOf(good).value();
    byte[] longer = Arrays.copyOf(twice, twice.length + 66);
    System.arraycopy(twice, 23, longer, 23 + 66, 132);
    ByteBuffer.wrap(longer).putShort(21, (short) 3);
    assertThat(verdict(withProof(good, longer))).isEqualTo(Verdict.FORGED);
  }

  @Example
  void refusesSignersThatAreNoMembers() {
    Signers five = new Signers(5);
    ProofVerifier four =
        verifier(new SigningCluster(7, five.cluster(7, 3).keys().subList(0, 4), ones(4), 3));
    assertThat(verdict(four, five.prover(7, 2, 3, 4))).isEqualTo(Verdict.FORGED);
    assertThat(verdict(four, new Signers(4).prover(7, 0, 1, 2))).isEqualTo(Verdict.FORGED);
  }

  @Example
  void refusesTheLogOfAnotherStateMachine() {
    ProofVerifier other = new ProofVerifier("B", List.of(SIGNERS.cluster(7, 3)));
    assertThat(verdict(other, prover())).isEqualTo(Verdict.FORGED);
  }

  @Example
  void oldEpochsVerifyAsLongAsTheirKeysAreKept() {
    Signers next = new Signers(5);
    ProofVerifier both =
        new ProofVerifier(Signers.RSM, List.of(next.cluster(8, 4), SIGNERS.cluster(7, 3)));
    assertThat(verdict(both, prover())).isEqualTo(Verdict.SOUND);
    assertThat(verdict(both, next.prover(8, 0, 1, 2, 4))).isEqualTo(Verdict.SOUND);
    assertThat(verdict(both, next.prover(7, 0, 1, 2, 4))).isEqualTo(Verdict.FORGED);
    assertThat(verdict(verifier(next.cluster(8, 4)), prover())).isEqualTo(Verdict.UNKNOWN_EPOCH);
  }

  /** Whatever bit of a proof is changed, the verdict is no: the cache forgives nothing. */
  @Property(tries = 200)
  void noBitOfAProofMayDiffer(@ForAll @IntRange(min = 0, max = 10_000) int bit) {
    Entry good = proven(3);
    assertThat(verdict(good)).isEqualTo(Verdict.SOUND);
    byte[] proof = proofOf(good).value().clone();
    proof[bit / 8 % proof.length] ^= (byte) (1 << bit % 8);
    assertThat(verdict(withProof(good, proof))).isNotEqualTo(Verdict.SOUND);
  }

  @Property(tries = 200)
  void garbageIsRefused(
      @ForAll @Size(max = 400) byte[] garbage, @ForAll @ByteRange(min = 0, max = 1) byte version) {
    if (garbage.length > 0) {
      garbage[0] = version;
    }
    assertThat(verdict(withProof(proven(3), garbage))).isNotEqualTo(Verdict.SOUND);
    assertThat(verdict(withProof(proven(3), null))).isEqualTo(Verdict.FORGED);
  }

  @Example
  void theRestOfAFrameGoesOn() {
    Frame frame = frame(entry -> entry.sequence() % 4 == 0 ? forged(entry) : entry, 1, 10);
    ProofVerifier.Result result = verifier.verify(frame);
    assertThat(result.sound()).extracting(Frame::first).containsExactly(1L, 5L, 9L);
    assertThat(result.sound()).extracting(Frame::last).containsExactly(3L, 7L, 10L);
    assertThat(result.refused())
        .containsExactly(new Refused(4, Verdict.FORGED), new Refused(8, Verdict.FORGED));
  }

  /** Each bad signature costs a verification, so that only a few of one frame are looked at. */
  @Example
  void givesUpOnAFrameOfForgeries() {
    CommitProver stranger = new Signers(4).prover(7, 0, 1, 2);
    List<Entry> entries = new ArrayList<>();
    for (long k = 1; k <= ProofVerifier.MAX_FORGERIES; k++) {
      entries.addAll(stranger.prove(Signers.entries(k, k)));
    }
    long next = entries.size() + 1;
    entries.addAll(prover().prove(Signers.entries(next, next)));
    Frame frame = Frame.of(entries);

    assertThat(verifier.verify(frame).sound()).isEmpty();
    assertThat(verifier.verify(frame.slice(next, next)).sound()).hasSize(1);
    assertThat(verifier.verify(frame).sound()).hasSize(1);
  }

  @Example
  void saysWhatIsWrongWithKeys() {
    List<java.security.PublicKey> keys = SIGNERS.cluster(0, 3).keys();
    assertThatThrownBy(() -> new SigningCluster(0, keys, ones(3), 3))
        .hasMessageContaining("4 keys for 3 replicas");
    assertThatThrownBy(() -> new SigningCluster(0, List.of(keys.get(0), keys.get(0)), ones(2), 1))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new SigningCluster(0, keys, ones(4), 5))
        .hasMessageContaining("a stake of 5 has to sign");
    assertThatThrownBy(
            () -> new ProofVerifier("A", List.of(SIGNERS.cluster(1, 3), SIGNERS.cluster(1, 3))))
        .hasMessageContaining("an epoch is listed twice");
    assertThatThrownBy(() -> Ed25519.publicKey(new byte[31])).hasMessageContaining("32 raw bytes");
  }

  @Example
  void takesRawKeysAndX509() {
    java.security.PublicKey key = SIGNERS.keys.get(0).getPublic();
    byte[] x509 = key.getEncoded();
    byte[] raw = Arrays.copyOfRange(x509, x509.length - 32, x509.length);
    assertThat(Ed25519.publicKey(x509)).isEqualTo(key);
    assertThat(Ed25519.publicKey(raw)).isEqualTo(key);
  }

  private static CommitProver prover() {
    return SIGNERS.prover(7, 0, 1, 3);
  }

  private static ProofVerifier verifier(SigningCluster cluster) {
    return new ProofVerifier(Signers.RSM, List.of(cluster));
  }

  private static Frame frame(UnaryOperator<Entry> change, long first, long last) {
    return Frame.of(prover().prove(Signers.entries(first, last)).stream().map(change).toList());
  }

  /** An entry of the block 1-10. */
  private static Entry proven(int sequence) {
    return prover().prove(Signers.entries(1, 10)).get(sequence - 1);
  }

  private static Entry forged(Entry entry) {
    return new Entry(entry.sequence(), null, new byte[] {66}, entry.headers());
  }

  private static Entry withProof(Entry entry, byte[] proof) {
    return new Entry(
        entry.sequence(), entry.key(), entry.payload(), List.of(new Header(Proof.HEADER, proof)));
  }

  private static Header proofOf(Entry entry) {
    return entry.headers().get(entry.headers().size() - 1);
  }

  private static Header header(int value) {
    return new Header("h", new byte[] {(byte) value});
  }

  private static List<Long> ones(int count) {
    return java.util.Collections.nCopies(count, 1L);
  }

  private Verdict verdict(Entry entry) {
    return verdict(verifier, entry);
  }

  private Verdict verdict(CommitProver prover) {
    return verdict(verifier, prover);
  }

  private static Verdict verdict(ProofVerifier verifier, CommitProver prover) {
    return verdict(verifier, prover.prove(Signers.entries(1, 5)).get(2));
  }

  private static Verdict verdict(ProofVerifier verifier, Entry entry) {
    List<Refused> refused = verifier.verify(Frame.of(List.of(entry))).refused();
    return refused.isEmpty() ? Verdict.SOUND : refused.get(0).verdict();
  }
}
