/**
 * The whole engine in plain Java: what runs where there is neither oneDNN nor the Vector API.
 *
 * <p>{@link dev.reverie.compute.plain.PlainGemm} is blocked for the cache and written so that the JIT compiler vectorises its innermost
 * loops; the rest are readable loops whose scalar mathematics is in double. {@link dev.reverie.compute.Engine} chooses between these and
 * the fast ones, and the kernel contract in the tests holds both to the same references.
 */
package dev.reverie.compute.plain;
