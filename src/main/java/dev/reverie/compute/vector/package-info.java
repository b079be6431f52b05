/**
 * Everything but products, on the Vector API.
 *
 * <p>Methods here are small and static on purpose: the JIT compiler keeps vectors in registers only as long as all of a loop's body is
 * inlined, and it stops inlining in large methods without a word. Load and store go through {@link dev.reverie.compute.vector.Lanes}, which
 * hides that JDK 19 moved off-heap access from byte buffers to memory segments. The last, partial vector of a range goes through the same
 * operations as the others, so a value's result does not depend on its position.
 */
package dev.reverie.compute.vector;
