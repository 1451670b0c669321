#include "Accessibility.h"

void
accessible_set_label (GtkWidget *widget, const char *label)
{
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
accessible_set_description (GtkWidget *widget, const char *description)
{
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

void
accessible_set_label_of (GtkWidget *widget, GtkWidget *label, GtkWidget *second)
{
    GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
    /* The NULL ends the list of labels, the -1 the list of relations. */
    if (second != NULL)
        gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, second, NULL, -1);
    else
        gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

void
accessible_set_invalid (GtkWidget *widget, gboolean invalid)
{
    GtkAccessibleInvalidState state = invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE;
    gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, state, -1);
}
