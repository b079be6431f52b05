/** Experiments: the only place that joins V, M, C and the environments. */
package dev.reverie.experiments;
