/** Evolution strategies, asked for candidates and told their fitness. */
package dev.reverie.controller.es;
