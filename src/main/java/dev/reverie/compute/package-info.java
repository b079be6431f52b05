/** The compute engine: internal, and below V, M and C. */
package dev.reverie.compute;
