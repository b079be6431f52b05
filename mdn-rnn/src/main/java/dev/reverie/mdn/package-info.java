/** Mixture density networks: p(y|x) as a mixture of Gaussians, of which the recurrent one is a use. */
package dev.reverie.mdn;
