package dev.reverie.rnn;

/**
 * A head in its place.
 *
 * @param output
 *            where its outputs are in a row of outputs
 * @param label
 *            where its labels are in a row of labels
 */
record HeadSlot(Head head, int output, int label) {
}
