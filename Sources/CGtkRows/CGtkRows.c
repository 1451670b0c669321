#include "CGtkRows.h"

struct _RowList
{
    GObject parent_instance;
    guint count;
    guint selected;
    /* Of a list of which several rows can be chosen: those; NULL of any other. */
    GtkBitset *chosen;
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
    RowList *self = ROW_LIST (model);
    return self->chosen ? gtk_bitset_contains (self->chosen, position) : self->selected == position;
}

static GtkBitset *
row_list_get_selection_in_range (GtkSelectionModel *model, guint position, guint count)
{
    RowList *self = ROW_LIST (model);
    if (self->chosen)
        return gtk_bitset_copy (self->chosen);
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

/* Takes `chosen` over. One signal over the range in which something changed. */
static void
row_list_choose (RowList *self, GtkBitset *chosen)
{
    GtkBitset *changed = gtk_bitset_copy (chosen);
    gtk_bitset_difference (changed, self->chosen);
    gtk_bitset_unref (self->chosen);
    self->chosen = chosen;
    if (!gtk_bitset_is_empty (changed))
    {
        guint first = gtk_bitset_get_minimum (changed);
        guint last = gtk_bitset_get_maximum (changed);
        gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
    }
    gtk_bitset_unref (changed);
}

/* Every way of choosing several rows comes here, by GTK's own defaults. Where one is chosen at most there is no such way. */
static gboolean
row_list_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
    RowList *self = ROW_LIST (model);
    if (!self->chosen)
        return FALSE;
    GtkBitset *chosen = gtk_bitset_copy (selected);
    gtk_bitset_intersect (chosen, mask);
    GtkBitset *kept = gtk_bitset_copy (self->chosen);
    gtk_bitset_subtract (kept, mask);
    gtk_bitset_union (chosen, kept);
    gtk_bitset_unref (kept);
    gtk_bitset_remove_range_closed (chosen, self->count, G_MAXUINT);
    row_list_choose (self, chosen);
    return TRUE;
}

static gboolean
row_list_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
    RowList *self = ROW_LIST (model);
    if (self->chosen)
    {
        GtkBitset *chosen = unselect_rest ? gtk_bitset_new_empty () : gtk_bitset_copy (self->chosen);
        if (position < self->count)
            gtk_bitset_add (chosen, position);
        row_list_choose (self, chosen);
        return TRUE;
    }
    if (position < ROW_LIST (model)->count)
        row_list_move_selection (ROW_LIST (model), position);
    return TRUE;
}

static gboolean
row_list_unselect_item (GtkSelectionModel *model, guint position)
{
    RowList *self = ROW_LIST (model);
    if (self->chosen)
    {
        GtkBitset *chosen = gtk_bitset_copy (self->chosen);
        gtk_bitset_remove (chosen, position);
        row_list_choose (self, chosen);
        return TRUE;
    }
    if (ROW_LIST (model)->selected == position)
        row_list_move_selection (ROW_LIST (model), GTK_INVALID_LIST_POSITION);
    return TRUE;
}

static gboolean
row_list_unselect_all (GtkSelectionModel *model)
{
    RowList *self = ROW_LIST (model);
    if (self->chosen)
        row_list_choose (self, gtk_bitset_new_empty ());
    else
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
    iface->set_selection = row_list_set_selection;
}

static void
row_list_finalize (GObject *object)
{
    g_clear_pointer (&ROW_LIST (object)->chosen, gtk_bitset_unref);
    G_OBJECT_CLASS (row_list_parent_class)->finalize (object);
}

static void
row_list_class_init (RowListClass *klass)
{
    G_OBJECT_CLASS (klass)->finalize = row_list_finalize;
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

RowList *
row_list_new_several (void)
{
    RowList *self = row_list_new ();
    self->chosen = gtk_bitset_new_empty ();
    return self;
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

void
row_list_change_several (RowList *self, guint position, guint removed, guint added, GtkBitset *chosen)
{
    g_return_if_fail (ROW_IS_LIST (self) && self->chosen);
    gtk_bitset_unref (self->chosen);
    self->chosen = gtk_bitset_copy (chosen);
    row_list_change (self, position, removed, added, GTK_INVALID_LIST_POSITION);
}
