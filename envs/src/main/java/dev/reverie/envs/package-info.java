/** Environments that run on the JVM, by name. */
package dev.reverie.envs;
