/**
 * Configuration: what an experiment is, as one record a stage, and its files.
 *
 * <p>{@link dev.reverie.experiments.config.ExperimentConfig} is the way in. A preset is laid below a user's file, single settings above it;
 * then records are made of the whole, whose compact constructors check it. What is saved with a run is the resolved whole.
 *
 * <pre>{@code
 * var config = ExperimentConfig.preset("takecover").with("seed=2", "rnn.hidden=128");
 * config.save(folder.config());
 * var again = ExperimentConfig.load(folder.config());
 * boolean same = again.equals(config);
 * List<String> changes = ExperimentConfig.preset("takecover").changes(again); // rnn.hidden 256 → 128, seed 1 → 2
 * String dependsOn = config.section("vae");
 * }</pre>
 */
package dev.reverie.experiments.config;
