package dev.framespan.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.simulator.fault.InjectedFaults;
import dev.framespan.simulator.order.Refusal;
import dev.framespan.simulator.task.Account;
import dev.framespan.simulator.task.AtomicFolder;
import dev.framespan.simulator.task.SimulatorSettings;
import java.io.IOException;
import java.util.Iterator;

/** The calls below {@code /admin}, which the provider does not have: for tests and for developers who look behind it. */
final class AdminCalls {
    private final Account account;
    private final InjectedFaults faults;
    private final TaskJson json;
    private final AtomicFolder disk;

    AdminCalls(Account account, InjectedFaults faults, TaskJson json, AtomicFolder disk) {
        this.account = account;
        this.faults = faults;
        this.json = json;
        this.disk = disk;
    }

    Response answer(HttpCall call) throws Refusal, IOException {
        if (call.is("GET", "admin", "health")) {
            return Response.json(200, AtomicFolder.JSON.createObjectNode().put("ok", true));
        }
        if (call.is("GET", "admin", "ledger")) {
            return Response.json(200, json.ledger());
        }
        if (call.is("POST", "admin", "tasks", "*", "cancel")) {
            return Response.json(
                    200, json.cancelled(account.cancelAtConsole(call.path().get(2))));
        }
        if (call.is("POST", "admin", "faults")) {
            addFaults(call.json());
            return Response.json(200, faults.describe());
        }
        if (call.is("DELETE", "admin", "faults")) {
            faults.clear();
        }
        if (call.is("DELETE", "admin", "faults") || call.is("GET", "admin", "faults")) {
            return Response.json(200, faults.describe());
        }
        if (call.is("POST", "admin", "settings")) {
            change(call.json());
        }
        if (call.is("POST", "admin", "settings") || call.is("GET", "admin", "settings")) {
            return Response.json(200, AtomicFolder.JSON.valueToTree(account.settings()));
        }
        throw Refusal.unknown("not_found", "no such address: " + call.method() + " /" + String.join("/", call.path()));
    }

    private void addFaults(JsonNode json) throws Refusal {
        try {
            faults.add(InjectedFaults.parse(json));
        } catch (IllegalArgumentException wrong) {
            throw Refusal.parameter(wrong.getMessage());
        }
    }

    private void change(JsonNode json) throws Refusal {
        ObjectNode merged = AtomicFolder.JSON.valueToTree(account.settings());
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!merged.has(name)) {
                throw Refusal.parameter(name + ": unknown setting");
            }
            merged.set(name, json.get(name));
        }
        try {
            SimulatorSettings changed = AtomicFolder.JSON.convertValue(merged, SimulatorSettings.class);
            disk.write("settings.json", changed);
            account.change(changed);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.parameter(wrong.getMessage());
        }
    }
}
