/** A racing car on a random track: the parts of {@link dev.reverie.envs}' CarRacing. */
package dev.reverie.envs.carracing;
