/** C, the controller: a flat parameter vector that maps what V and M know to an action. */
package dev.reverie.controller;
