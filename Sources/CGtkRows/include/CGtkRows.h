#ifndef CGTKROWS_H
#define CGTKROWS_H

#include <adwaita.h>

#include "Accessibility.h"
#include "MainQueue.h"

G_BEGIN_DECLS

/* A list of rows that exist elsewhere: it knows how many there are and which one is selected, and makes an item only for
 * a row that is on the screen. An item carries nothing; a cell asks its GtkListItem for the position, which GTK keeps
 * true when rows are inserted or removed above it.
 *
 * It is a GtkSelectionModel of at most one row itself, because GtkSingleSelection looks for its lost item by walking all
 * new ones: half a second at a million rows. */
G_DECLARE_FINAL_TYPE (RowList, row_list, ROW, LIST, GObject)

RowList *row_list_new (void);

/* One of which any number of rows can be selected. */
RowList *row_list_new_several (void);

/* Replaces `removed` rows at `position` by `added` ones; afterwards the row at `selected` is the selected one
 * (GTK_INVALID_LIST_POSITION: none). Emits items-changed, and no selection-changed: the caller knows. */
void row_list_change (RowList *self, guint position, guint removed, guint added, guint selected);

/* The same of a list for several: afterwards those at `chosen` are the selected ones. */
void row_list_change_several (RowList *self, guint position, guint removed, guint added, GtkBitset *chosen);

guint row_list_get_selected (RowList *self);

G_END_DECLS

#endif
