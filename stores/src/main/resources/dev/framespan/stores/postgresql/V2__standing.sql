-- Whether the store is at work, or a copy of it elsewhere is; null where it was never copied.
alter table store add column standing text;

update store set format = 2;
