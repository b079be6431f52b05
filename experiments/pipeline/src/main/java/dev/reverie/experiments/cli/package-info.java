/**
 * The command line: {@code reverie VERB}. One small class a verb; {@link dev.reverie.experiments.cli.Reverie} is the way in and lists them.
 *
 * <p>Exit codes: 0 done, 1 the run failed, 2 wrong usage or input, 3 interrupted.
 */
package dev.reverie.experiments.cli;
