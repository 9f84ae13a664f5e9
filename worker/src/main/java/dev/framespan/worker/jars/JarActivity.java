package dev.framespan.worker.jars;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An activity of a jar, which runs with the jar's class loader as its thread's: libraries look there for what they find by {@link java.util.ServiceLoader}. */
final class JarActivity implements InvocationHandler {
    private final Object activity;
    private final ClassLoader loader;

    private JarActivity(Object activity, ClassLoader loader) {
        this.activity = activity;
        this.loader = loader;
    }

    static Object of(Object activity, ClassLoader loader) {
        return Proxy.newProxyInstance(
                loader, interfaces(activity.getClass()).toArray(Class<?>[]::new), new JarActivity(activity, loader));
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.addAll(List.of(each.getInterfaces()));
        }
        return all;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return method.invoke(activity, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
