create table store (
    one boolean primary key default true check (one),
    id uuid not null default gen_random_uuid(),
    format integer not null
);

insert into store (format) values (1);

-- What was bought or decided, under keys: folder/name. The mark is another one after each write.
create table records (
    folder text collate "C" not null,
    name text collate "C" not null,
    content bytea not null,
    mark uuid not null,
    primary key (folder, name)
);

-- Whatever becomes of the program: of one submission of a fingerprint it is said once that it is being sent.
create unique index one_sending_of_a_submission
    on records (folder, (substring(name from '^[0-9]+')::integer))
    where folder like 'ledger/%' and name ~ '^[0-9]{4,9}-[0-9]+-sending';
