#ifndef ACCESSIBILITY_H
#define ACCESSIBILITY_H

#include <gtk/gtk.h>

/* GTK's own functions for these are variadic, which Swift does not import. */
void accessible_set_label (GtkWidget *widget, const char *label);
void accessible_set_description (GtkWidget *widget, const char *description);
void accessible_set_invalid (GtkWidget *widget, gboolean invalid);

#endif
