/** The dream: an environment whose dynamics is M. */
package dev.reverie.dream;
