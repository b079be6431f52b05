/** M, the recurrent mixture density network that predicts the next latent. */
package dev.reverie.rnn;
