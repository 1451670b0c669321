#include "CGtkRows.h"

struct _RowList
{
    GObject parent_instance;
    guint count;
    guint selected;
};

static void row_list_model_init (GListModelInterface *iface);
static void row_list_selection_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RowList, row_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, row_list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, row_list_selection_init))

static GType
row_list_get_item_type (GListModel *model)
{
    return G_TYPE_OBJECT;
}

static guint
row_list_get_n_items (GListModel *model)
{
    return ROW_LIST (model)->count;
}

static gpointer
row_list_get_item (GListModel *model, guint position)
{
    return position < ROW_LIST (model)->count ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
row_list_model_init (GListModelInterface *iface)
{
    iface->get_item_type = row_list_get_item_type;
    iface->get_n_items = row_list_get_n_items;
    iface->get_item = row_list_get_item;
}

static gboolean
row_list_is_selected (GtkSelectionModel *model, guint position)
{
    return ROW_LIST (model)->selected == position;
}

static GtkBitset *
row_list_get_selection_in_range (GtkSelectionModel *model, guint position, guint count)
{
    RowList *self = ROW_LIST (model);
    GtkBitset *selection = gtk_bitset_new_empty ();
    if (self->selected < self->count)
        gtk_bitset_add (selection, self->selected);
    return selection;
}

/* One signal over the smallest range that holds both the old and the new row. */
static void
row_list_move_selection (RowList *self, guint position)
{
    guint before = self->selected;
    if (before == position)
        return;
    self->selected = position;
    guint first = MIN (before, position);
    guint last = MAX (before, position);
    if (last == GTK_INVALID_LIST_POSITION)
        last = first;
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
}

static gboolean
row_list_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
    if (position < ROW_LIST (model)->count)
        row_list_move_selection (ROW_LIST (model), position);
    return TRUE;
}

static gboolean
row_list_unselect_item (GtkSelectionModel *model, guint position)
{
    if (ROW_LIST (model)->selected == position)
        row_list_move_selection (ROW_LIST (model), GTK_INVALID_LIST_POSITION);
    return TRUE;
}

static gboolean
row_list_unselect_all (GtkSelectionModel *model)
{
    row_list_move_selection (ROW_LIST (model), GTK_INVALID_LIST_POSITION);
    return TRUE;
}

static void
row_list_selection_init (GtkSelectionModelInterface *iface)
{
    iface->is_selected = row_list_is_selected;
    iface->get_selection_in_range = row_list_get_selection_in_range;
    iface->select_item = row_list_select_item;
    iface->unselect_item = row_list_unselect_item;
    iface->unselect_all = row_list_unselect_all;
}

static void
row_list_class_init (RowListClass *klass)
{
}

static void
row_list_init (RowList *self)
{
    self->selected = GTK_INVALID_LIST_POSITION;
}

RowList *
row_list_new (void)
{
    return g_object_new (row_list_get_type (), NULL);
}

void
row_list_change (RowList *self, guint position, guint removed, guint added, guint selected)
{
    g_return_if_fail (ROW_IS_LIST (self));
    g_return_if_fail (position <= self->count && removed <= self->count - position);
    self->count = self->count - removed + added;
    self->selected = selected;
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

guint
row_list_get_selected (RowList *self)
{
    g_return_val_if_fail (ROW_IS_LIST (self), GTK_INVALID_LIST_POSITION);
    return self->selected;
}
