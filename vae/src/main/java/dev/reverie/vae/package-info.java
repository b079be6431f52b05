/** V, the latent encoder: a variational autoencoder from frames to z and back. */
package dev.reverie.vae;
