/** The bridges to environments that run elsewhere. */
package dev.reverie.envs.gym;
